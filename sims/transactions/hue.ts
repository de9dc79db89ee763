// A transaction has the same hue wherever it is named.

import { type Hue, hueOf } from '../../src/sim/picture.ts'

/** By the number its client gave it. */
export function hueOfName(name: string): Hue {
  const [client = '', number = '1'] = name.split(/[.@+/]/)
  return hueOf(Number(number) + Number(client.slice(1) || '0') - 1)
}
