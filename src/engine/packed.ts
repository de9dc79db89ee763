// Messages and note parameters as numbers in a column: numbers as they are, everything else as a code beyond the
// integers a run ever uses. The shape of a message (its type and keys) is kept once.

import type { Column } from './column.ts'
import type { Scalar } from './json.ts'
import type { Message } from './process.ts'

/** Codes start where microseconds, terms and indices never come. */
const TEXT = 4_503_599_627_370_496 // two to the 52nd
const TRUE = -TEXT
const FALSE = TRUE - 1
const NULL = TRUE - 2
/** An array is kept as its length: ARRAY - length. */
const ARRAY = TRUE - 1000

/** Strings by number, both ways. */
export class Texts {
  private readonly ids = new Map<string, number>()
  private readonly list: string[] = []

  idOf(text: string): number {
    let id = this.ids.get(text)
    if (id === undefined) {
      id = this.list.length
      this.list.push(text)
      this.ids.set(text, id)
    }
    return id
  }

  textOf(id: number): string {
    return this.list[id]!
  }

  encode(value: Scalar): number {
    if (typeof value === 'number') return value
    if (typeof value === 'string') return TEXT + this.idOf(value)
    return value === null ? NULL : value ? TRUE : FALSE
  }

  decode(code: number): Scalar {
    if (code >= TEXT) return this.textOf(code - TEXT)
    if (code > TRUE) return code
    return code === TRUE ? true : code === FALSE ? false : null
  }
}

/** Type and keys of a message. */
interface Shape {
  readonly type: string
  readonly keys: readonly string[]
}

export interface Packed {
  readonly shapes: Shape[]
  readonly shapeOf: Column
  readonly at: Column
  readonly values: Column
}

export function pack(packed: Packed, texts: Texts, message: Message): void {
  const shape = shapeIndex(packed.shapes, message)
  packed.shapeOf.push(shape)
  packed.at.push(packed.values.length)
  const fields = message as unknown as Readonly<Record<string, unknown>>
  for (const key of packed.shapes[shape]!.keys) packed.values.push(encodeField(texts, fields[key]))
}

export function unpack(packed: Packed, texts: Texts, id: number): Message {
  const { type, keys } = packed.shapes[packed.shapeOf.get(id)]!
  const from = packed.at.get(id)
  const message: Record<string, unknown> = { type }
  for (let k = 0; k < keys.length; k++) message[keys[k]!] = decodeField(texts, packed.values.get(from + k))
  return message as unknown as Message
}

function encodeField(texts: Texts, value: unknown): number {
  if (typeof value === 'number') return value
  if (Array.isArray(value)) return ARRAY - value.length
  return typeof value === 'object' ? NULL : texts.encode(value as Scalar)
}

function decodeField(texts: Texts, code: number): unknown {
  return code <= ARRAY ? new Array(ARRAY - code).fill(null) : texts.decode(code)
}

/** Shapes are few: a handful of message types, each with one set of keys. */
function shapeIndex(shapes: Shape[], message: Message): number {
  for (let i = 0; i < shapes.length; i++) {
    const shape = shapes[i]!
    if (shape.type === message.type && hasKeys(message, shape.keys)) return i
  }
  shapes.push({ type: message.type, keys: Object.keys(message).filter((key) => key !== 'type') })
  return shapes.length - 1
}

function hasKeys(message: Message, keys: readonly string[]): boolean {
  let at = 0
  for (const key in message) {
    if (key === 'type') continue
    if (keys[at++] !== key) return false
  }
  return at === keys.length
}
