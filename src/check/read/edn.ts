// EDN, Clojure's notation, as far as histories use it. Keywords and symbols become strings, and every collection but a
// map becomes a list; tags are dropped and what they stand before is kept, since records of Jepsen are tagged maps.

import type { Json } from '../../engine/json.ts'
import { BadHistory, shown } from './badHistory.ts'

/** A form at the top of a file, and the line on which it begins. */
export interface Form {
  readonly line: number
  readonly value: Json
}

/** Whitespace, commas and comments; then a bracket, a string, a character, or a word. */
const SKIPPED = /(?:[\s,]|;[^\n]*)*/y
const TOKEN = /#\{|#_|[()[\]{}]|"(?:\\[\s\S]|[^"\\])*"|\\(?:[a-z]+|[\s\S])|[^\s,;"()[\]{}]+/y
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '#{': '}' }
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }
/** Deeper than any history, and no danger to the stack. */
const DEEPEST = 200

/** All forms of a text. Throws `BadHistory`. */
export function* readEdn(text: string): Generator<Form> {
  const reader = new Reader(text)
  for (let form = reader.next(); form !== null; form = reader.next()) yield form
}

/** There is nothing here: the end, or a form that was discarded. */
const NOTHING = Symbol('nothing')

class Reader {
  private readonly text: string
  private at = 0
  private line = 1
  private depth = 0

  constructor(text: string) {
    this.text = text
  }

  next(): Form | null {
    for (;;) {
      this.skipBlanks()
      if (this.at >= this.text.length) return null
      const { line } = this
      const value = this.form(this.token())
      if (value !== NOTHING) return { line, value }
    }
  }

  private form(token: string): Json | typeof NOTHING {
    if (token === '#_') {
      this.required('#_')
      return NOTHING
    }
    if (token === '{') return this.map()
    if (token in CLOSING) return this.items(token)
    if (token === ')' || token === ']' || token === '}') throw this.bad(`${token} closes nothing`)
    if (token.startsWith('#')) return this.required(token)
    return this.scalar(token)
  }

  /** The form that has to follow. */
  private required(before: string): Json {
    for (;;) {
      this.skipBlanks()
      if (this.at >= this.text.length) throw this.bad(`nothing follows ${shown(before)}`)
      const value = this.form(this.token())
      if (value !== NOTHING) return value
    }
  }

  private items(opening: string): Json[] {
    const { line } = this
    const closing = CLOSING[opening]!
    const items: Json[] = []
    if (++this.depth > DEEPEST) throw this.bad(`more than ${DEEPEST} brackets within each other`)
    for (;;) {
      this.skipBlanks()
      if (this.at >= this.text.length) throw new BadHistory(line, `${opening} is never closed`)
      const token = this.token()
      if (token === closing) break
      const value = this.form(token)
      if (value !== NOTHING) items.push(value)
    }
    this.depth--
    return items
  }

  private map(): Json {
    const items = this.items('{')
    if (items.length % 2 !== 0) throw this.bad('a map has a key without a value')
    const entries = Array.from({ length: items.length / 2 }, (_, i) => [
      nameOf(items[2 * i]!),
      items[2 * i + 1]!,
    ])
    return Object.fromEntries(entries)
  }

  private scalar(token: string): Json {
    if (token === 'nil') return null
    if (token === 'true' || token === 'false') return token === 'true'
    if (token.startsWith('"')) return token.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, unescaped)
    if (token.startsWith('\\')) return token.slice(1)
    if (token.startsWith(':')) return this.keyword(token)
    if (/^[+-]?\d/.test(token)) return this.number(token)
    return token
  }

  private keyword(token: string): string {
    if (token.length === 1) throw this.bad(': is no keyword')
    return token.slice(1)
  }

  private number(token: string): number {
    const value = Number(token.replace(/[NM]$/, ''))
    if (!Number.isFinite(value)) throw this.bad(`${shown(token)} is no number`)
    return value
  }

  private skipBlanks(): void {
    SKIPPED.lastIndex = this.at
    this.advance(SKIPPED.exec(this.text)![0])
  }

  private token(): string {
    TOKEN.lastIndex = this.at
    const token = TOKEN.exec(this.text)?.[0]
    if (token === undefined) throw this.bad(`${shown(this.text.slice(this.at))} is not EDN`)
    this.advance(token)
    return token
  }

  private advance(passed: string): void {
    this.at += passed.length
    for (let i = passed.indexOf('\n'); i >= 0; i = passed.indexOf('\n', i + 1)) this.line++
  }

  private bad(problem: string): BadHistory {
    return new BadHistory(this.line, problem)
  }
}

function nameOf(key: Json): string {
  return typeof key === 'string' ? key : JSON.stringify(key)
}

function unescaped(_: string, code: string): string {
  if (code.length === 5) return String.fromCharCode(Number.parseInt(code.slice(1), 16))
  return ESCAPES[code] ?? code
}
