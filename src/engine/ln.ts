// Natural logarithm and exponential from IEEE + - * / alone. Math.log and Math.exp differ between engines
// (even between two builds of V8) by an ulp in up to 10 % of inputs; one flipped ulp is another run.

/** ln 2 in two parts, so that whole multiples of the first are exact. */
const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const LN2 = 0.6931471805599453
const SQRT2 = 1.4142135623730951

/** Natural logarithm of a positive, normal double, within 2 ulp. */
export function ln(x: number): number {
  let mantissa = x
  let exponent = 0
  while (mantissa >= SQRT2) {
    const big = mantissa >= 65536
    mantissa /= big ? 65536 : 2
    exponent += big ? 16 : 1
  }
  while (mantissa < SQRT2 / 2) {
    const small = mantissa < 1 / 65536
    mantissa *= small ? 65536 : 2
    exponent -= small ? 16 : 1
  }
  // ln(1 + f) = 2 artanh(z) with z = f / (2 + f), |z| < 0.172: eleven terms of the series are exact to a double. It is
  // put together around f, which is exact, so that little is lost near 1.
  const f = mantissa - 1
  const z = f / (2 + f)
  const z2 = z * z
  let sum = 0
  for (let k = 21; k >= 3; k -= 2) sum = sum * z2 + 2 / k
  const half = 0.5 * f * f
  return exponent * LN2_HIGH - (half - (z * (half + sum * z2) + exponent * LN2_LOW) - f)
}

/** e to the x, for |x| < 700, within 2 ulp. */
export function exp(x: number): number {
  const k = Math.floor(x / LN2 + 0.5)
  const r = x - k * LN2_HIGH - k * LN2_LOW
  let sum = 1
  for (let n = 18; n >= 1; n--) sum = 1 + (r / n) * sum
  let scale = 1
  const factor = k < 0 ? 0.5 : 2
  for (let n = Math.abs(k); n > 0; n--) scale *= factor
  return sum * scale
}
