import type { Protocol } from '@amparo/protocols'
import { type Asker, mayEnter } from '../domain/access.ts'
import type { Book } from '../domain/book.ts'
import type { Party } from '../domain/referral.ts'
import { mayReceive } from '../domain/suits.ts'
import type { FindAgency } from '../ports/agencies.ts'

export interface Callable extends Party {
  readonly name: string
  readonly phone: string | undefined
}
export interface PaperForm {
  /** In the words of the asker's country. */
  readonly protocol: Protocol
  readonly call: readonly Callable[]
}

/**
 * What is printed, before it is needed, for the day on which nothing but a phone works: the protocol's words and times, and the duty phones
 * of those agencies that it may go to. Undefined: to the asker there is no such protocol.
 */
export const paperForm =
  ({ book, findAgency }: { book: Book; findAgency: FindAgency }) =>
  async (id: string, agencies: readonly Party[], asker: Asker): Promise<PaperForm | undefined> => {
    const latest = book.latest(id)
    if (latest === undefined || !mayEnter(latest.compartment, asker)) return undefined
    const protocol = book.forHub(latest, asker.hub)
    const found = await Promise.all(agencies.map(async ref => ({ ref, agency: await findAgency(ref) })))
    const call = found.flatMap(({ ref, agency }) =>
      agency && !agency.suspended && mayReceive(protocol, agency.type)
        ? [{ ...ref, name: agency.name, phone: agency.dutyPhone }]
        : [],
    )
    return { protocol, call }
  }
