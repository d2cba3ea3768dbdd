/** Calls that change nothing upstream, and those that may. They wait, fail and recover apart. */
export type CallClass = 'read' | 'write';
