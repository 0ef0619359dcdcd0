/* The browser's half of every map: its areas and its clicks; marks.js draws what lies above them. Python's half is
   figures/maps.py, which explains the pattern.

   start(map, config)  once per iframe; `config` holds only the language and the background map.
   paint(drawing)      at every rerun; `drawing` says which geometry to show, and how. The geometry itself is fetched by URL
                       and kept, so that a rerun carries a few bytes per area and never moves the map. */
(function () {
  "use strict";

  let map, config, renderer, areas, areasUrl, place, outline, marks;
  let current = null;
  let fitZoom = 10;
  const fetched = new Map();
  const patterns = new Map();
  const TILE = 8;

  function fetchOnce(url) {
    if (!fetched.has(url)) {
      const loading = fetch(url).then((response) => {
        if (!response.ok) throw new Error(`${response.status} ${url}`);
        return response.json();
      });
      loading.catch(() => fetched.delete(url));
      fetched.set(url, loading);
    }
    return fetched.get(url);
  }

  /* "0BU00030000,91,92" -> BU00030000, BU00030001, BU00030002: each code begins with the length (base 36) it shares with
     the one before. */
  function decodeCodes(text) {
    let before = "";
    return (text ? text.split(",") : []).map((part) => (before = before.slice(0, parseInt(part[0], 36)) + part.slice(1)));
  }

  function decodeColumn(column) {
    return column.at ? column.at.map((position) => column.words[position]) : column.words;
  }

  function decodeAreas(layer) {
    const [value, low, high] = ["value", "low", "high"].map((name) => decodeColumn(layer[name]));
    const model = layer.model ? decodeColumn(layer.model) : [];
    const known = new Map();
    decodeCodes(layer.codes).forEach((code, i) => {
      const [fill, state] = [layer.fills[layer.classes[i]], layer.states[parseInt(layer.state[i], 36)]];
      known.set(code, { fill, state, value: value[i], low: low[i], high: high[i], model: model[i] });
    });
    return known;
  }

  /* A fill for the canvas: a plain colour or a pattern, from the same path data that the legend draws. */
  function fillOf(colour, texture, ink) {
    if (!texture.path) return colour;
    const key = [colour, texture.path, ink].join("|");
    if (!patterns.has(key)) {
      const scale = 2;
      const tile = document.createElement("canvas");
      tile.width = tile.height = TILE * scale;
      const context = tile.getContext("2d");
      context.fillStyle = colour;
      context.fillRect(0, 0, tile.width, tile.height);
      context.scale(scale, scale);
      context.strokeStyle = ink;
      context.lineWidth = texture.stroke;
      context.lineCap = "round";
      context.stroke(new Path2D(texture.path));
      const pattern = context.createPattern(tile, "repeat");
      pattern.setTransform(new DOMMatrix().scale(1 / scale));
      patterns.set(key, pattern);
    }
    return patterns.get(key);
  }

  /* Borders of thousands of small areas would hide their colours. */
  function borderWidth() {
    return areas && areas.getLayers().length > 1500 && map.getZoom() < fitZoom + 2.5 ? 0.15 : 0.8;
  }

  function restyle() {
    if (!areas || !current) return;
    const weight = borderWidth(); // once, not per area: it counts them all
    areas.setStyle((feature) => styleOf(feature.properties.code, weight));
  }

  function styleOf(code, weight) {
    const look = current.look;
    const base = { color: look.border, weight, fillOpacity: look.opacity };
    if (!current.areas) return { ...base, fillColor: look.surface };
    const known = current.known.get(code) || { state: current.areas.states[current.areas.unknown] };
    const texture = current.areas.textures[known.state.texture];
    if (known.state.texture === "grey" || !known.fill) {
      return { ...base, fillColor: fillOf(look.nothing, current.areas.textures.grey, look.nothing_ink) };
    }
    return { ...base, fillColor: fillOf(known.fill.colour, texture, known.fill.ink) };
  }

  /* Lines as text nodes: a name such as "<img onerror=...>" is shown as it is written. */
  function lines(...texts) {
    const box = document.createElement("div");
    texts.filter(Boolean).forEach((text, i) => {
      const line = box.appendChild(document.createElement("p"));
      (i ? line : line.appendChild(document.createElement("strong"))).textContent = text;
    });
    return box;
  }

  function areaTooltip(layer) {
    const { name, code } = layer.feature.properties;
    if (!current.areas) return lines(name);
    const known = current.known.get(code);
    const state = known ? known.state : current.areas.states[current.areas.unknown];
    if (!known || !known.value) return lines(name, current.areas.title, state.words);
    const between = known.low && config.interval.replace("{low}", known.low).replace("{high}", known.high);
    return lines(name, current.areas.title, known.value + current.areas.unit, between, known.model || state.words, state.difference);
  }

  function showFailure() {
    if (document.querySelector(".map-failed")) return;
    const box = map.getContainer().appendChild(lines(config.failed));
    box.className = "map-failed";
    box.setAttribute("role", "alert");
  }

  function showAreas(topology) {
    if (areasUrl === current.url) return;
    if (areas) areas.remove();
    areasUrl = current.url;
    const collection = topojson.feature(topology, topology.objects.data);
    areas = L.geoJson(collection, { renderer });
    areas.bindTooltip(areaTooltip, { sticky: true, direction: "auto", opacity: 1 }).addTo(map);
    if (place !== current.place && areas.getBounds().isValid()) {
      place = current.place;
      const bounds = areas.getBounds();
      const snap = map.options.zoomSnap;
      map.options.zoomSnap = 0; // the first look fills the frame exactly
      map.setMinZoom(0).fitBounds(bounds, { animate: false, padding: [8, 8] });
      map.options.zoomSnap = snap;
      fitZoom = map.getZoom();
      map.setMinZoom(fitZoom - 1).setMaxBounds(bounds.pad(0.5));
    }
    marks.raise();
  }

  function showSelected(code) {
    outline.clearLayers();
    if (!areas || !code) return;
    areas.eachLayer((layer) => {
      if (layer.feature.properties.code !== code) return;
      for (const [color, weight] of [[current.look.halo, 7], [current.look.accent, 3.5]]) {
        L.polygon(layer.getLatLngs(), { renderer, color, weight, fill: false, interactive: false, opacity: 1 }).addTo(outline);
      }
    });
  }

  function showMarkTooltip(event) {
    const mark = event && marks.at(event.layerPoint);
    const tip = showMarkTooltip.tip || (showMarkTooltip.tip = L.tooltip({ direction: "top", offset: [0, -8], opacity: 1 }));
    if (!mark) return tip.remove();
    if (tip.mark !== mark) tip.setContent(lines(...mark.options.words));
    tip.mark = mark;
    tip.setLatLng(mark.getLatLng()).addTo(map);
    if (areas) areas.closeTooltip();
  }

  /* Tell Streamlit at once what was clicked, also when it was chosen already: "area:BU00420101|1718". The object is the one
     streamlit-folium would send; "popup" is its only field that our maps (without popups) leave alone. */
  function tell(what, key) {
    const bridge = window.__GLOBAL_DATA__;
    if (!bridge) return;
    bridge.last_object_clicked_popup = `${what}:${key}|${Date.now()}`;
    bridge.previous_data = { last_object_clicked_popup: bridge.last_object_clicked_popup };
    window.Streamlit.setComponentValue(bridge.previous_data);
  }

  function select(event) {
    if (!current) return;
    if (current.pick) return tell("point", `${event.latlng.lat.toFixed(5)},${event.latlng.lng.toFixed(5)}`);
    const mark = marks.at(event.layerPoint);
    if (mark && mark.options.opens) return tell(...splitOnce(mark.options.opens));
    let hit = null;
    if (areas) areas.eachLayer((layer) => (hit = layer._containsPoint(event.layerPoint) ? layer : hit));
    if (!hit) return;
    const code = hit.feature.properties.code;
    showSelected(code);
    tell("area", code);
  }

  /* "place:P:1" -> ["place", "P:1"] */
  function splitOnce(text) {
    const colon = text.indexOf(":");
    return [text.slice(0, colon), text.slice(colon + 1)];
  }

  function nameFrame(title) {
    document.title = title;
    map.getContainer().setAttribute("aria-label", title);
    if (window.frameElement) window.frameElement.title = title;
  }

  function dress(drawing) {
    const root = document.documentElement;
    root.style.colorScheme = drawing.mode;
    for (const name of ["surface", "text", "border", "accent"]) root.style.setProperty(`--${name}`, drawing.look[name]);
    nameFrame(drawing.title);
  }

  async function show(drawing) {
    current = drawing;
    dress(drawing);
    drawing.known = drawing.areas ? decodeAreas(drawing.areas) : new Map();
    try {
      const [topology, ...collections] = await Promise.all([drawing, ...drawing.points].map((one) => fetchOnce(one.url)));
      if (current !== drawing) return;
      showAreas(topology);
      restyle();
      marks.show(drawing, collections, fitZoom);
      showSelected(drawing.selected);
      marks.raise();
      map.getContainer().classList.toggle("pick", drawing.pick);
      document.documentElement.dataset.painted = `${areas.getLayers().length} ${marks.count()} ${drawing.selected || ""}`;
    } catch (error) {
      if (current === drawing) showFailure();
    }
  }

  window.wijkmonitor = {
    start(leafletMap, settings) {
      map = leafletMap;
      config = settings;
      document.documentElement.lang = config.lang;
      renderer = L.canvas({ padding: 0.3 });
      marks = window.makeMarks(map, renderer);
      outline = L.layerGroup().addTo(map);
      L.control.zoom({ zoomInTitle: config.zoom_in, zoomOutTitle: config.zoom_out }).addTo(map);
      L.control.scale({ imperial: false }).addTo(map);
      map.getContainer().setAttribute("role", "application");
      let width = 0;
      map.on("zoomend", () => width !== (width = borderWidth()) && restyle());
      L.DomEvent.on(map.getContainer(), "mousedown", () => map.getContainer().classList.add("by-mouse"));
      L.DomEvent.on(document, "keydown", () => map.getContainer().classList.remove("by-mouse"));
      map.on("click", select).on("mousemove", showMarkTooltip).on("mouseout", () => showMarkTooltip(null));
      if (config.background) {
        L.control.attribution({ prefix: false }).addTo(map);
        L.tileLayer(config.background.url, { attribution: config.background.credit, minZoom: 6, maxZoom: 19 }).addTo(map);
      }
    },
    paint(drawing) {
      show(drawing);
      return L.layerGroup();
    },
  };
})();
