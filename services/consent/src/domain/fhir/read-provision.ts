import type { Exclusion, Recipient } from '../agency.ts'
import { CATEGORIES, type Category, PURPOSES, type Purpose } from '../codes.ts'
import type { Account, Node } from './leaves.ts'
import { endOf, lastWholeDay, startOf } from './moments.ts'
import { ACCESS, RECIPIENT, SYSTEMS, TREATMENT } from './names.ts'
import { type PartyId, recipientOf } from './party-id.ts'
import { readCoding, readConcept, readPartyOf } from './read-parts.ts'

export interface ReadProvision {
  readonly recipients: readonly Recipient[]
  readonly purposes: readonly Purpose[]
  readonly dataCategories: readonly Category[]
  readonly excluded: readonly Exclusion[]
  readonly validUntil: string | undefined
  readonly startsAt: Date | undefined
}

/**
 * What one provision permits. The values of a list stand for one another, so that leaving one out permits less; any other thing that
 * is left unseen here was a limit, and without it more would be permitted.
 */
export function readProvision(account: Account, provision: Node): ReadProvision {
  readActions(account, provision.get('action'))
  return {
    recipients: listed(account, provision.get('actor'), actor => readRecipient(account, actor), isRecipient),
    purposes: listed(account, provision.get('purpose'), coding => readPurpose(account, coding)),
    dataCategories: listed(account, provision.get('code'), concept =>
      readConcept(account, concept, SYSTEMS.category, CATEGORIES),
    ),
    excluded: provision
      .get('provision')
      .items()
      .flatMap(nested => readExclusions(account, nested)),
    ...readPeriod(account, provision.get('period')),
  }
}

function listed<T>(
  account: Account,
  list: Node,
  read: (item: Node) => T | undefined,
  mayGo: (item: Node) => boolean = () => true,
): readonly T[] {
  return list.items().flatMap(item => {
    const found = read(item)
    if (mayGo(item)) account.left(item)
    return found === undefined ? [] : [found]
  })
}

/** Another role than that of a recipient limits whose data, or by whom. */
const isRecipient = (actor: Node): boolean =>
  actor
    .get('role', 'coding')
    .items()
    .some(({ get }) => get('system').value === SYSTEMS.participation && get('code').value === RECIPIENT)

function readActor(account: Account, actor: Node, isWanted?: (party: PartyId) => boolean): PartyId | undefined {
  if (!isRecipient(actor)) return undefined
  const party = readPartyOf(account, actor.get('reference'), isWanted)
  if (party) readConcept(account, actor.get('role'), SYSTEMS.participation, [RECIPIENT])
  return party
}

function readRecipient(account: Account, actor: Node): Recipient | undefined {
  const party = readActor(account, actor, id => recipientOf(id) !== undefined)
  return party && recipientOf(party)
}

const readPurpose = (account: Account, coding: Node): Purpose | undefined => {
  const ours = readCoding(account, coding, SYSTEMS.purpose, PURPOSES)
  return ours ?? (readCoding(account, coding, SYSTEMS.reason, [TREATMENT]) && 'medical_care')
}

/** Without any, every action is meant; with others alone, ours is not, and they stay unseen. */
function readActions(account: Account, actions: Node): void {
  const found = actions.items().filter(action => readConcept(account, action, SYSTEMS.action, [ACCESS]) !== undefined)
  if (found.length > 0) account.left(actions)
}

/** Whoever is named without any other condition. */
const readExclusions = (account: Account, nested: Node): readonly PartyId[] =>
  nested
    .get('actor')
    .items()
    .flatMap(actor => readActor(account, actor) ?? [])

function readPeriod({ mapped, left }: Account, period: Node): Pick<ReadProvision, 'validUntil' | 'startsAt'> {
  const end = endOf(period.get('end').value)
  const startsAt = startOf(period.get('start').value)
  if (end) mapped(period.get('end'))
  if (startsAt) left(period.get('start'), 'recorded_anew')
  return { startsAt, validUntil: end && lastWholeDay(end) }
}
