// What opens when the address names nothing. Apart from the registry, so that the page need not load the systems.

export const HOME = 'raft/leader-dies'
