// What a person can point at on the stage. The page decides what pointing does.

export type Thing =
  | { readonly kind: 'node'; readonly id: string }
  | { readonly kind: 'link'; readonly a: string; readonly b: string }
  | { readonly kind: 'message'; readonly id: number }

/** Where a menu should open, in CSS pixels of the window. */
export interface MenuPlace {
  readonly x: number
  readonly y: number
}

export function thingKey(thing: Thing): string {
  if (thing.kind === 'link') return `link ${[thing.a, thing.b].sort().join(' ')}`
  return `${thing.kind} ${thing.id}`
}

export function isSame(a: Thing | null, b: Thing | null): boolean {
  return a !== null && b !== null && thingKey(a) === thingKey(b)
}
