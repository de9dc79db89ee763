// The alea file of seedrandom alone: its main entry also pulls in five other generators and node:crypto.

declare module 'seedrandom/lib/alea.js' {
  import type { StreamState } from './random.ts'
  export default function alea(
    seed: string,
    options: { state: true | StreamState },
  ): { (): number; state(): StreamState }
}
