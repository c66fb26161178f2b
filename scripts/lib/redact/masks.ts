import { POLICIES } from '@amparo/text'

/** What the commands mask by: nobody is named, each mask shows as one, and large towns stay; of judgments and reports of hospitals what their own reader finds. */
export const MASKS = { ...POLICIES.assistance, persons: 'masks', places: 'told', traces: 'as_read' } as const
