// The Raft servers of sims/raft, as they are: the one door to them. Decisions of coordinators may be kept there.

export { arrival, describe, look } from '../raft/describe.ts'
export type { ClientReply, RaftMessage } from '../raft/messages.ts'
export { raft } from '../raft/raft.ts'
export { settings } from '../raft/settings.ts'
export type { Disk as RaftDisk, Memory as RaftMemory } from '../raft/state.ts'
export { words } from '../raft/words.ts'
