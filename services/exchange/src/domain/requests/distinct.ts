import type { Due } from '@amparo/protocols'

/** Two of one kind and the same millisecond are one thing to call about. */
export const distinct = (dues: readonly Due[]): Due[] => [
  ...new Map(dues.map(one => [`${one.deadline} ${one.since.getTime()}`, one])).values(),
]
