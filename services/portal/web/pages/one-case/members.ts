import type { AgencyView } from '@amparo/client'
import type { AgencyBook } from '../../app/context.ts'
import type { Choice } from '../../i18n/lists.ts'
import type { Words } from '../../i18n/words.ts'
import { takesNew } from '../../work/accreditation.ts'

type Named = { readonly agencies: AgencyBook } & Pick<Words, 'hubName'>

/** Agencies to choose from, with the hub of each. */
export const membersOf = ({ agencies, hubName }: Named, fits: (agency: AgencyView) => boolean): Choice[] =>
  agencies.all
    .filter(agency => takesNew(agency) && agency.member !== false && fits(agency))
    .map(({ agencyId, name, hub }) => ({ code: agencyId, label: `${name} (${hubName(hub)})` }))
