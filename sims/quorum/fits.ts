// Latencies as they were measured in production and fitted by Bailis and others ("Probabilistically Bounded Staleness for
// Practical Partial Quorums", VLDB 2012, table 3): one way, for writes (W), acknowledgements (A), reads (R) and answers (S).

import type { Distribution } from '../../src/engine/distribution.ts'
import type { QuorumMessage } from './messages.ts'

export type Fit = 'ssd' | 'disk' | 'ymmr'

/** A Pareto body and an exponential tail of this rate (per ms), both `plusUs` later. */
interface Shape {
  readonly paretoShare: number
  readonly minMs: number
  readonly shape: number
  readonly rate: number
}

const SSD: Shape = { paretoShare: 0.9122, minMs: 0.235, shape: 10, rate: 1.66 }
const DISK_WRITE: Shape = { paretoShare: 0.38, minMs: 1.05, shape: 1.51, rate: 0.183 }
const YMMR_WRITE: Shape = { paretoShare: 0.939, minMs: 3, shape: 3.35, rate: 0.0028 }
const YMMR: Shape = { paretoShare: 0.982, minMs: 1.5, shape: 3.8, rate: 0.0217 }

const FITS: Readonly<Record<Fit, { readonly write: Shape; readonly other: Shape }>> = {
  ssd: { write: SSD, other: SSD },
  disk: { write: DISK_WRITE, other: SSD },
  ymmr: { write: YMMR_WRITE, other: YMMR },
}

function latency({ paretoShare, minMs, shape, rate }: Shape, plusUs: number): Distribution {
  return {
    kind: 'mixture',
    share: paretoShare,
    first: { kind: 'pareto', minUs: minMs * 1000, shape, plusUs },
    second: { kind: 'exponential', minUs: plusUs, meanUs: plusUs + 1000 / rate },
  }
}

const NONE: Distribution = { kind: 'constant', us: 0 }

/** By message type, on a link that adds `plusUs`. Clients stand beside the node they ask, as the paper's do. */
export function legsOf(fit: Fit, plusUs = 0): Readonly<Record<QuorumMessage['type'], Distribution>> {
  const write = latency(FITS[fit].write, plusUs)
  const other = latency(FITS[fit].other, plusUs)
  return {
    Write: write,
    WriteReply: other,
    Read: other,
    ReadReply: other,
    Compare: other,
    Exchange: other,
    Get: NONE,
    GetReply: NONE,
    Put: NONE,
    PutReply: NONE,
  }
}
