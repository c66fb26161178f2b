import type { Caller } from '@amparo/http'
import type { Viewer } from './view.ts'

export const viewerOf = ({ hub, agency, scopes }: Caller): Viewer => ({ hub, agencyId: agency, scopes })
