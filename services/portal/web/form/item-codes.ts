import type { NewReferral, ProtocolView } from '@amparo/client'
import type { Draft } from './draft.ts'
import type { Fault } from './faults.ts'

export const ITEM_CODE_FIELDS = ['handling', 'source', 'information'] as const
export type ItemCodeFields = Pick<Draft, (typeof ITEM_CODE_FIELDS)[number]>
type Evaluated = Pick<ProtocolView, 'evaluated'> | undefined

/** What the protocol asks of whoever sends under it; of no other protocol anything is said. */
export const itemCodesIn = (draft: ItemCodeFields, protocol: Evaluated): Pick<NewReferral, 'itemCodes'> => {
  if (protocol?.evaluated !== true) return {}
  const { handling, source, information } = draft
  return { itemCodes: { handling, source, information } }
}

export const itemCodeFaults = (draft: ItemCodeFields, protocol: Evaluated): readonly Fault[] =>
  protocol?.evaluated === true
    ? ITEM_CODE_FIELDS.filter(field => draft[field] === '').map(field => ({ field, code: 'required' }))
    : []
