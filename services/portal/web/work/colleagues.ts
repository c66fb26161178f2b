import type { Words } from '../i18n/words.ts'
import type { Colleague } from './views.ts'

/** The people of the own agency. Nobody else's staff has a name here. */
export interface ColleagueBook {
  readonly all: readonly Colleague[]
  name(userId: string, words: Words): string
}

/** `self`: who is signed in. Somebody who has left is told by the beginning of their id. */
export const colleagueBook = (all: readonly Colleague[], self: string): ColleagueBook => ({
  all,
  name: (userId, { t }) => {
    const name = all.find(colleague => colleague.userId === userId)?.name
    if (userId === self) return name === undefined ? t.duty.you : t.duty.namedYou(name)
    return name ?? t.duty.unnamed(userId.slice(0, 4))
  },
})
