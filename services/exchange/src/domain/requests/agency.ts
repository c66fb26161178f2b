export interface Agency {
  readonly hub: string
  readonly agencyId: string
  /** Code of the agency types. */
  readonly type: string
  readonly suspended: boolean
  /** Of the organisation, staffed day and night; undefined: it has none. */
  readonly dutyPhone: string | undefined
}

const DRAFTING: readonly string[] = ['prosecution', 'court']
const AUTHORITY = 'central_authority'

/** Whoever leads a case may draft. The police asks its prosecution. */
export const mayDraft = (agency: Agency | undefined): agency is Agency =>
  agency !== undefined && !agency.suspended && DRAFTING.includes(agency.type)

/** A request leaves a state, and enters another, by its central authority only. */
export const isAuthority = (agency: Agency | undefined): agency is Agency =>
  agency !== undefined && !agency.suspended && agency.type === AUTHORITY

export const isSuspendedAuthority = ({ type, suspended }: Agency): boolean => suspended && type === AUTHORITY
