import type { Account, Node } from './leaves.ts'
import { SYSTEMS } from './names.ts'
import { type PartyId, readParty, typeOfParty, writeParty } from './party-id.ts'

/** The code of a Coding of this system, if it is one of these. */
export function readCoding<const C extends string>(
  { mapped }: Account,
  coding: Node,
  system: string,
  codes: readonly C[],
): C | undefined {
  if (coding.get('system').value !== system) return undefined
  const code = codes.find(known => known === coding.get('code').value)
  if (code !== undefined) mapped(coding.get('system'), coding.get('code'))
  return code
}

/** The codings of a concept say the same in other words: the first that is ours is enough. */
export function readConcept<const C extends string>(
  account: Account,
  concept: Node,
  system: string,
  codes: readonly C[],
): C | undefined {
  for (const coding of concept.get('coding').items()) {
    const code = readCoding(account, coding, system, codes)
    if (code !== undefined) return code
  }
  return undefined
}

/** What a logical reference of this system says; its type, if it says one, is this one. */
export function readReference(
  { mapped }: Account,
  reference: Node,
  system: string,
  accept: (value: string) => string | undefined,
): string | undefined {
  const [named, value] = [reference.get('identifier', 'system'), reference.get('identifier', 'value')]
  if (named.value !== system || typeof value.value !== 'string') return undefined
  const type = accept(value.value)
  if (type === undefined) return undefined
  mapped(named, value)
  if (reference.get('type').value === type) mapped(reference.get('type'))
  return value.value
}

export function readPartyOf(
  account: Account,
  reference: Node,
  isWanted: (party: PartyId) => boolean = () => true,
): PartyId | undefined {
  const text = readReference(account, reference, SYSTEMS.party, value => {
    const party = readParty(value)
    // Another spelling of the same would come back changed.
    return party && writeParty(party) === value && isWanted(party) ? typeOfParty(party) : undefined
  })
  return text === undefined ? undefined : readParty(text)
}
