import type { Protocol, ProtocolBook } from '@amparo/protocols'

export type Book = ProtocolBook

/** The version to which a referral of this protocol, in this state, can go over. */
export const nextVersion = (book: Book, { protocol, version }: Protocol, state: string): Protocol | undefined =>
  book
    .everyVersion()
    .find(
      other =>
        other.protocol === protocol && other.migrates?.from === version && Object.hasOwn(other.migrates.states, state),
    )
