// Messages and note parameters as numbers in a column: numbers as they are, everything else as a code beyond the
// integers a run ever uses. The shape of a message (its type and keys) is kept once.

import type { Scalar } from './json.ts'
import { Numbers } from './pages.ts'
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
    return this.ids.get(text) ?? this.add(text)
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

  private add(text: string): number {
    this.ids.set(text, this.list.length)
    return this.list.push(text) - 1
  }
}

/** Type and keys of a message. */
interface Shape {
  readonly type: string
  readonly keys: readonly string[]
}

/** The fields of many messages, one behind the other. */
export class PackedMessages {
  private readonly texts: Texts
  private shapes: Shape[] = []
  private values = new Numbers()

  constructor(texts: Texts) {
    this.texts = texts
  }

  /** How many values there are: where the next message begins. */
  get length(): number {
    return this.values.length
  }

  /** Adds the fields and gives the number of the message's shape. */
  pack(message: Message): number {
    const { shapes } = this
    for (let i = 0; i < shapes.length; i++) {
      if (shapes[i]!.type === message.type && this.write(message, shapes[i]!.keys)) return i
    }
    shapes.push({ type: message.type, keys: Object.keys(message).filter((key) => key !== 'type') })
    this.write(message, shapes[shapes.length - 1]!.keys)
    return shapes.length - 1
  }

  typeOf(shape: number): string {
    return this.shapes[shape]!.type
  }

  unpack(shape: number, at: number): Message {
    const { type, keys } = this.shapes[shape]!
    const message: Record<string, unknown> = { type }
    for (let k = 0; k < keys.length; k++) message[keys[k]!] = this.decode(this.values.get(at + k))
    return message as unknown as Message
  }

  /** Those of another run that begins alike. Shapes and texts are only ever added, so both use the same. */
  fork(): PackedMessages {
    const fork = new PackedMessages(this.texts)
    fork.shapes = this.shapes
    fork.values = this.values.fork()
    return fork
  }

  truncate(length: number): void {
    this.values.truncate(length)
  }

  bytes(seen?: Set<object>): number {
    return this.values.bytes(seen)
  }

  /** Adds the fields if they are these, in this order; otherwise nothing. */
  private write(message: Message, keys: readonly string[]): boolean {
    const { values } = this
    const from = values.length
    const fields = message as unknown as Readonly<Record<string, unknown>>
    let at = 0
    for (const key in fields) {
      if (key === 'type') continue
      if (keys[at++] !== key) {
        values.truncate(from)
        return false
      }
      const value = fields[key]
      values.push(typeof value === 'number' ? value : this.encode(value))
    }
    if (at === keys.length) return true
    values.truncate(from)
    return false
  }

  private encode(value: unknown): number {
    if (Array.isArray(value)) return ARRAY - value.length
    return typeof value === 'object' ? NULL : this.texts.encode(value as Scalar)
  }

  private decode(code: number): unknown {
    return code <= ARRAY ? new Array(ARRAY - code).fill(null) : this.texts.decode(code)
  }
}
