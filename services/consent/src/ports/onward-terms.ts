import {
  type MessageInitShape,
  type NamedRecipient,
  type Onward,
  type OnwardSchema,
  PassingOn,
} from '@amparo/contracts'
import type { Recipient } from '../domain/agency.ts'
import type { Action } from '../domain/codes.ts'
import { jurisdictionsOf, type OnwardTerms } from '../domain/onward.ts'
import { readAll, wires } from './codes.ts'
import { readExclusion, writeExclusion } from './exclusions.ts'
import { readRecipient, writeRecipient } from './recipients.ts'

const WAYS: readonly (readonly [PassingOn, Action])[] = [
  [PassingOn.REFER, 'refer'],
  [PassingOn.LINK, 'link'],
]

export const writeOnward = (terms: OnwardTerms): MessageInitShape<typeof OnwardSchema> => ({
  purposes: terms.purposes.map(wires.purpose.write),
  jurisdictions: jurisdictionsOf(terms),
  recipients: terms.recipients.map(writeRecipient),
  ways: WAYS.filter(([, action]) => terms.actions.includes(action)).map(([way]) => way),
  excluded: terms.excluded.map(writeExclusion),
})

/** Undefined when it says something that this hub does not understand, or names a recipient outside its own jurisdictions. */
export function readOnward(onward: Onward): OnwardTerms | undefined {
  const purposes = readAll(wires.purpose, onward.purposes)
  const actions = onward.ways.map(way => WAYS.find(([known]) => known === way)?.[1])
  const recipients = onward.recipients.map(one => recipientIn(one, onward.jurisdictions))
  const excluded = onward.excluded.map(readExclusion)
  if (purposes === undefined || !isWhole(actions) || !isWhole(recipients) || !isWhole(excluded)) return undefined
  return { purposes, actions, recipients, excluded }
}

const isWhole = <T>(read: readonly (T | undefined)[]): read is readonly T[] => !read.includes(undefined)

const recipientIn = (one: NamedRecipient, jurisdictions: readonly string[]): Recipient | undefined =>
  jurisdictions.includes(one.hub) ? readRecipient(one) : undefined
