import { DELIVERY_DUES, type DeliveryDues } from '@amparo/kernel'
import { hashOf, type Protocol, type ProtocolBook } from '@amparo/protocols'

/**
 * The files of the folder, and what this hub has kept of protocols under which referrals run. What is kept goes before a file of the same
 * version that says something else, for new referrals too: one version means one thing.
 */
export interface Book extends ProtocolBook {
  /** Only files of the folder are gone over to; one that is only kept takes no new referrals. */
  keep(protocol: Protocol): void
  /** All under which a referral may run: those that are only kept too. */
  known(): readonly Protocol[]
  /** What another hub has to state about an emergency, in ms after it was sent. Then the phone is used. */
  readonly statedWithin: StatedWithin
}

export type StatedWithin = Pick<DeliveryDues, 'delivered' | 'retrieved'>

export function bookWith(folder: ProtocolBook, statedWithin: StatedWithin = DELIVERY_DUES.emergency): Book {
  const kept = new Map<string, Protocol>()
  const keyOf = (id: string, version: number) => `${id} ${version}`
  const get = (id: string, version: number) => kept.get(keyOf(id, version)) ?? folder.get(id, version)
  const inForce = (file: Protocol) => get(file.protocol, file.version) ?? file
  return {
    ...folder,
    statedWithin,
    get,
    versions: id => version => get(id, version),
    latest: id => {
      const latest = folder.latest(id)
      return latest && inForce(latest)
    },
    all: () => folder.all().map(inForce),
    everyVersion: () => folder.everyVersion().map(inForce),
    known: () => [...new Set([...folder.everyVersion().map(inForce), ...kept.values()])],
    keep: protocol => {
      const file = folder.get(protocol.protocol, protocol.version)
      // The same by other words of layout: the file is read, checked and compiled already.
      if (file === undefined || hashOf(file) !== hashOf(protocol))
        kept.set(keyOf(protocol.protocol, protocol.version), protocol)
    },
  }
}

/** The version to which a referral of this protocol, in this state, can go over. */
export const nextVersion = (book: Book, { protocol, version }: Protocol, state: string): Protocol | undefined =>
  book
    .everyVersion()
    .find(
      other =>
        other.protocol === protocol && other.migrates?.from === version && Object.hasOwn(other.migrates.states, state),
    )
