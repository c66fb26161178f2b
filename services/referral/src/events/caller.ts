import type { Caller } from '@amparo/http'
import type { Asker } from '../domain/access.ts'

export const askerOf = ({ hub, agency, scopes }: Caller): Asker => ({ hub, agencyId: agency, scopes })
