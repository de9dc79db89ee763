// The engine's words that pictures and frames use as they are, so that the page need not reach into the engine.

export type { Distribution } from '../engine/distribution.ts'
export type {
  ActiveFault,
  Command,
  CommandKind,
  Intervention,
  Link,
  Links,
  MessageAct,
  MessageRef,
  Receipt,
} from '../engine/intervention.ts'
export type { Json, Scalar } from '../engine/json.ts'
export type { NodeView, Observer, Operation, Report, Violation, WorldView } from '../engine/observer.ts'
export type {
  Ctx,
  Message,
  NodeId,
  NodeState,
  Order,
  Outcome,
  Process,
  Request,
  Settings,
} from '../engine/process.ts'
