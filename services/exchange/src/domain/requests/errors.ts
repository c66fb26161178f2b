import { defineErrors } from '@amparo/kernel'

/** Refusals about requests for evidence. */
export const errors = defineErrors({
  no_such_request: ['not_found', 'No such request', 'Choose one from the list.'],
  no_evidence_treaty: [
    'conflict',
    'No treaty for this assistance is in force with that hub',
    'Ask your central authority whether it can be asked in another way, or choose another type of assistance.',
  ],
})
