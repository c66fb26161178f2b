import type { Calendar, Due, DueEscalation } from '@amparo/protocols'

type What = Pick<Due, 'deadline' | 'owner' | 'since' | 'due'>

/** Once it is due somebody takes up the phone, and each day anew until it is met; `before` comes first. */
export const phoneDue = (what: What, calendar: Calendar, before: readonly DueEscalation[] = []): Due => ({
  ...what,
  escalations: [...before, { key: 'passed', at: what.due, do: 'phone' }],
  repeat: { every: 'P1D', calendar },
})

/** Two of one kind and the same millisecond are one thing to call about. */
export const distinct = (dues: readonly Due[]): Due[] => [
  ...new Map(dues.map(one => [`${one.deadline} ${one.since.getTime()}`, one])).values(),
]
