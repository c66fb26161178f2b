import { type AppError, defineErrors } from '@amparo/kernel'

/** For what an item that came on a request for evidence may be used. All but the first may need the permission of whoever sent it. */
export const ITEM_USES = [
  'as-requested',
  'judicial-proceedings',
  'other-proceedings',
  'other-offence',
  'civil-proceedings',
  'disclose-to-defence',
  'export',
  'pass-to-other-agency',
  'pass-to-other-state',
] as const
export type ItemUseCode = (typeof ITEM_USES)[number]

export const isItemUse = (code: string): code is ItemUseCode => ITEM_USES.some(use => use === code)

/** To whom the person agreed: for a referral of theirs alone. */
export const PASS_AS_AGREED = 'pass-on-as-person-agreed'

/** By which words of a referral's protocol each use of what came with it is asked for. What none of them means is permitted by nobody. */
export const ASKED_AS: Readonly<Record<Exclude<ItemUseCode, 'as-requested'>, readonly string[]>> = {
  'judicial-proceedings': ['as-evidence-in-court'],
  'other-proceedings': ['other-investigation'],
  'other-offence': ['other-investigation'],
  'civil-proceedings': ['civil-proceedings'],
  'disclose-to-defence': ['disclose-to-defence'],
  export: ['export'],
  'pass-to-other-agency': ['pass-to-police', 'pass-to-prosecution', 'pass-to-court', PASS_AS_AGREED],
  'pass-to-other-state': ['pass-to-other-country'],
}

/** Why an item may not be used so (Nassau 25, UNTOC 18(19)). `exchange` decides; `redaction` passes its code on with the same texts. */
export const itemDenials = defineErrors({
  item_use_not_permitted: [
    'forbidden',
    'It came on a request for evidence, and not for this use',
    'Have your central authority ask the other one for permission, on the page of the request that refs names.',
  ],
  item_use_not_answered: [
    'forbidden',
    'Permission for this use was asked for, and is not answered yet',
    'Wait for the answer, or write to the other central authority about it.',
  ],
  item_use_refused: [
    'forbidden',
    'The authority that sent it has refused permission for this use',
    'See its reason on the page of the request; write to it before you ask again.',
  ],
  item_use_spent: [
    'forbidden',
    'It was permitted once, and has been used so',
    'Have your central authority ask for permission again.',
  ],
  item_use_without_identity: [
    'forbidden',
    'It may be used so only without the identity of victims',
    'Make a masked copy, and use that one.',
  ],
  item_term_over: [
    'forbidden',
    'It was to be returned or destroyed by now',
    'Return or destroy it, or have your central authority ask for permission to keep it longer.',
  ],
  item_gone_back: [
    'forbidden',
    'Your central authority has stated that it was returned or destroyed',
    'If it was not, write to the central authority that sent it, which says so; if it is needed again, ask for it by a new request.',
  ],
  item_announce_first: [
    'forbidden',
    'What clears an accused goes to the defence after telling the authority that sent it',
    'Announce it on the page of the request that refs names; then disclose it.',
  ],
})
export type ItemDenial = Extract<keyof typeof itemDenials.table, string>

export const isItemDenial = (code: string): code is ItemDenial => Object.hasOwn(itemDenials.table, code)

/** The refusal of a code, with the request on which the item came. A code that a newer exchange knows and this one does not still refuses. */
export function itemDenied(code: string, requestId: string): AppError {
  return itemDenials[isItemDenial(code) ? code : 'item_use_not_permitted']({ refs: { requestId } })
}
