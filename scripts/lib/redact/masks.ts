import { POLICIES } from '@amparo/text'

/** What the commands mask by: nobody is named, each mask shows as one; towns stay, but in judgments and reports of hospitals, whose traces are weighed. */
export const MASKS = { ...POLICIES.assistance, persons: 'masks', places: 'told', traces: 'weighed' } as const
