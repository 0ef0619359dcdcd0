/* Everything a map draws above its areas: dots, marks and pins. map.js draws the areas and calls this file; Python's half is
   figures/points.py.

   makeMarks(map, renderer)  once per iframe. `show(drawing, collections)` at every rerun: `collections` are the GeoJSON files of
                             drawing.points, in the same order. `at(point)` is the mark under a point of the screen. */
window.makeMarks = function (map, renderer) {
  "use strict";

  const STEPS_PER_DEGREE = 100000;
  let marks = [];
  let dots = [];
  let pins = [];
  let drawnKey = null;
  let look = null;
  let fitZoom = 10;

  function markRadius(scale) {
    const crowd = marks.length > 20000 ? 1.5 : marks.length > 2000 ? 3 : marks.length > 300 ? 6 : 9;
    return Math.min(11, crowd + Math.max(0, map.getZoom() - fitZoom) * 1.5) * scale;
  }

  /* One place or initiative: a shape with a letter, hollow and dashed when it is not confirmed, ringed when it is open. */
  const Mark = L.CircleMarker.extend({
    _updateBounds() {
      this._radius = markRadius(this.options.scale);
      L.CircleMarker.prototype._updateBounds.call(this);
    },
    _updatePath() {
      const canvas = this._renderer;
      if (!canvas._drawing || this._empty()) return;
      const [context, radius, { kind, hollow, chosen }] = [canvas._ctx, this._radius, this.options];
      context.save();
      context.globalAlpha = 1;
      context.translate(this._point.x, this._point.y);
      if (chosen) ring(context, radius);
      context.scale(radius, radius);
      context.fillStyle = hollow ? look.surface : kind.fill;
      context.strokeStyle = hollow ? kind.fill : look.halo;
      context.lineWidth = (hollow ? 2 : 1.2) / radius;
      if (hollow) context.setLineDash([3 / radius, 2 / radius]);
      context.fill(kind.outline);
      if (hollow || radius >= 4) context.stroke(kind.outline);
      if (radius >= 6) letter(context, kind.letter, hollow ? look.text : kind.ink, 0.06);
      context.restore();
    },
  });

  function ring(context, radius) {
    for (const [colour, width] of [[look.halo, 7], [look.accent, 3.5]]) {
      context.beginPath();
      context.arc(0, 0, radius + 5, 0, 2 * Math.PI);
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.stroke();
    }
  }

  function letter(context, text, ink, y) {
    context.fillStyle = ink;
    context.font = "700 1.15px sans-serif";
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(text, 0, y);
  }

  const Dot = L.CircleMarker.extend({
    _updateBounds() {
      this._radius = Math.min(7, 2.5 + Math.max(0, map.getZoom() - fitZoom) * 1.2);
      L.CircleMarker.prototype._updateBounds.call(this);
    },
  });

  const Drop = L.CircleMarker.extend({
    _updateBounds() {
      this._radius = 32;
      L.CircleMarker.prototype._updateBounds.call(this);
    },
    _updatePath() {
      const canvas = this._renderer;
      if (!canvas._drawing || this._empty()) return;
      const [context, { pin }] = [canvas._ctx, this.options];
      context.save();
      context.globalAlpha = 1;
      context.translate(this._point.x, this._point.y);
      context.scale(12, 12);
      context.fillStyle = look.accent;
      context.strokeStyle = look.halo;
      context.lineWidth = 0.15;
      const outline = new Path2D(pin.shape);
      context.fill(outline);
      context.stroke(outline);
      letter(context, pin.letter, pin.ink, -1.5);
      context.restore();
    },
    _containsPoint(point) {
      return point.distanceTo(this._point.subtract([0, 18])) < 14;
    },
  });

  function isVisible(properties, layer) {
    if (!(properties[layer.key] in layer.kinds)) return false;
    return Object.entries(layer.only || {}).every(([key, values]) => values.includes(properties[key]));
  }

  function marksOf(layer, collection) {
    const hollow = layer.hollow || { values: [] };
    const kinds = Object.fromEntries(
      Object.entries(layer.kinds).map(([name, kind]) => [name, { ...kind, outline: new Path2D(kind.shape) }]),
    );
    const visible = collection.features.filter((feature) => feature.geometry && isVisible(feature.properties, layer));
    return visible.map(({ geometry, properties }) => {
      const [lon, lat] = geometry.coordinates;
      const kind = kinds[properties[layer.key]];
      const lapsed = hollow.values.includes(properties[hollow.key]);
      const opens = layer.subject && `${layer.subject}:${properties.id}`;
      const chosen = Boolean(layer.chosen) && properties.id === layer.chosen;
      const words = [properties.name, kind.word, lapsed && hollow.word];
      return new Mark([lat, lon], { renderer, kind, scale: layer.scale, hollow: lapsed, opens, chosen, words });
    });
  }

  function dotsOf(layer) {
    let [lat, lon] = [0, 0];
    const found = [];
    for (let i = 0; i < layer.steps.length; i += 2) {
      [lat, lon] = [lat + layer.steps[i], lon + layer.steps[i + 1]];
      found.push(
        new Dot([lat / STEPS_PER_DEGREE, lon / STEPS_PER_DEGREE], {
          renderer, stroke: true, color: look.halo, weight: 0.6, fillColor: layer.fill, fillOpacity: 0.95, words: [layer.word], interactive: false,
        }),
      );
    }
    return found;
  }

  function pinsOf(pin) {
    return new Drop([pin.lat, pin.lon], { renderer, pin, words: [pin.word], interactive: false });
  }

  function show(drawing, collections, zoom) {
    look = drawing.look;
    fitZoom = zoom;
    const key = JSON.stringify([drawing.points, drawing.spots, drawing.pins]);
    if (key === drawnKey) return [...dots, ...marks, ...pins].forEach((one) => one.redraw());
    [...dots, ...marks, ...pins].forEach((one) => one.remove());
    drawnKey = key;
    dots = drawing.spots.flatMap(dotsOf);
    marks = drawing.points.flatMap((layer, i) => marksOf(layer, collections[i]));
    pins = drawing.pins.map(pinsOf);
    [...dots, ...marks, ...pins].forEach((one) => one.addTo(map));
  }

  function at(point) {
    const all = [...marks, ...pins];
    for (let i = all.length - 1; i >= 0; i--) if (all[i]._containsPoint(point)) return all[i];
    return null;
  }

  return {
    show,
    at,
    raise: () => [...dots, ...marks, ...pins].forEach((one) => one.bringToFront()),
    count: () => marks.length,
  };
};
