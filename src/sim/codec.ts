// Bytes to link characters and back, with the platform's own compression. Every decoder answers null on bad input.

/** A link may unfold to this much and no more. */
const MOST_BYTES = 2_000_000

export function textToBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

export function bytesToText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

export function toBase64Url(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

export function fromBase64Url(text: string): Uint8Array | null {
  if (!/^[\w-]*$/.test(text)) return null
  try {
    const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
    return Uint8Array.from(binary, (character) => character.charCodeAt(0))
  } catch {
    return null
  }
}

/** Deflated; null where the platform cannot. */
export async function pack(bytes: Uint8Array): Promise<Uint8Array | null> {
  if (typeof CompressionStream === 'undefined') return null
  return through(new CompressionStream('deflate-raw'), bytes)
}

/** Inflated; null where the platform cannot, or the bytes are not deflated ones. */
export async function unpack(bytes: Uint8Array): Promise<Uint8Array | null> {
  if (typeof DecompressionStream === 'undefined') return null
  return through(new DecompressionStream('deflate-raw'), bytes)
}

async function through(stream: GenericTransformStream, bytes: Uint8Array): Promise<Uint8Array | null> {
  const writer = (stream.writable as WritableStream<Uint8Array>).getWriter()
  const feeding = Promise.all([writer.write(bytes), writer.close()])
  // A failure shows on the reading side too; without this the same one would be reported as unhandled.
  feeding.catch(() => undefined)
  try {
    return await collected((stream.readable as ReadableStream<Uint8Array>).getReader())
  } catch {
    return null
  }
}

async function collected(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value)
    length += value.length
    if (length > MOST_BYTES) {
      await reader.cancel()
      return null
    }
  }
  const all = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}
