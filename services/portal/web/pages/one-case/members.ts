import type { AgencyView } from '@amparo/client'
import type { AgencyBook } from '../../app/context.ts'
import type { Choice } from '../../i18n/lists.ts'

/** Agencies to choose from, with the hub of each. */
export const membersOf = ({ all }: AgencyBook, fits: (agency: AgencyView) => boolean): Choice[] =>
  all
    .filter(agency => agency.suspended !== true && agency.member !== false && fits(agency))
    .map(({ agencyId, name, hub }) => ({ code: agencyId, label: `${name} (${hub})` }))
