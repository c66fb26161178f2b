import type { AgencyType, Basis, DataCategory, Purpose } from '../gen/amparo/common/v1/common_pb.ts'

type CodeOf<E> = Lowercase<Exclude<keyof E, 'UNSPECIFIED'> & string>
type Labels<E> = Readonly<Record<CodeOf<E>, string>>

/** What the codes of a decision are called, to people: on a page as in an explanation. */
export interface CodedWords {
  readonly purpose: Labels<typeof Purpose>
  readonly category: Labels<typeof DataCategory>
  readonly basis: Labels<typeof Basis>
  readonly agencyType: Labels<typeof AgencyType>
}
