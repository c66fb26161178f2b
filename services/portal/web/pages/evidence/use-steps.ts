/** By which steps another use is asked for and answered; `id` tells them apart on one page. */
export interface UseSteps {
  readonly id: string
  readonly ask: string
  readonly permit: string
  readonly refuse: string
}

/** Of what was handed over in answer. */
export const OF_ITEMS: UseSteps = { id: 'use', ask: 'ask-use', permit: 'permit-use', refuse: 'refuse-use' }
/** Of what came with the request. */
export const OF_ANNEXES: UseSteps = {
  ...{ id: 'annex-use', ask: 'ask-annex-use', permit: 'permit-annex-use', refuse: 'refuse-annex-use' },
}
