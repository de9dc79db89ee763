// Straight-line scales for figures that are there at first sight: d3-scale's would bring 7 kB of colours and formats.

export interface Linear {
  (value: number): number
  invert(pixel: number): number
}

type Span = readonly [from: number, to: number]

/** Maps the values of `domain` to the pixels of `range`, and goes on beyond both. */
export function linear(domain: Span, range: Span): Linear {
  return Object.assign(between(domain, range), { invert: between(range, domain) })
}

/** As `linear`, but nothing leaves the range, nor, on the way back, the domain. */
export function clamped(domain: Span, range: Span): Linear {
  const scale = linear(domain, range)
  const toPixel = (value: number) => within(range, scale(value))
  return Object.assign(toPixel, { invert: (pixel: number) => within(domain, scale.invert(pixel)) })
}

function between([a0, a1]: Span, [b0, b1]: Span): (value: number) => number {
  const slope = (b1 - b0) / (a1 - a0)
  return (value) => b0 + (value - a0) * slope
}

function within([from, to]: Span, value: number): number {
  return Math.min(Math.max(value, Math.min(from, to)), Math.max(from, to))
}
