import { defineErrors } from '@amparo/kernel'

/** Refusals about the texts of requests for evidence. */
export const errors = defineErrors({
  request_not_open: [
    'conflict',
    'The request is with the central authority, or was signed: what it says does not change',
    'Ask the central authority to give it back, or begin another request.',
  ],
  request_discarded: [
    'conflict',
    'This request was discarded, and what it said is destroyed',
    'Begin another request if the evidence is still needed.',
  ],
  request_contact_only: [
    'forbidden',
    'Your agency executes this request: of it, it reads and writes what is said in contact, and nothing else',
    'Read and write in contact. For what you need to know of the request, ask your central authority.',
  ],
  request_drafter_only: [
    'forbidden',
    'What a request says is written by the agency that drafts it',
    'Give the request back to it and say what is to be changed, while it is with you; to the other state write a letter.',
  ],
  request_authority_only: [
    'forbidden',
    'The central authority does this, by somebody who decides there',
    'Ask your central authority, or somebody of it who decides: the request is on their page too.',
  ],
  request_contact_of_others: [
    'forbidden',
    'In contact the agency that leads the case and the one that executes the request write to each other',
    'Read it here; to the central authority of the other state write a letter.',
  ],
  request_not_signed: [
    'conflict',
    'The request is not signed yet: the other state has nobody who knows of it',
    'Wait until your central authority has signed it, and write then.',
  ],
  request_file_refused: [
    'invalid',
    'A file cannot be made anew, or cannot be shown to be clean',
    'See errors for which and why. Attach it as PDF, Word or plain text; a picture only in a field that names somebody or something.',
  ],
  request_suspect_not_named: [
    'invalid',
    'Who is listed as a suspect does not stand in the text of the persons, by the same whole name',
    'See errors for whom. Write each with first name and surname in the field of the persons, and list them by the very same words.',
  ],
  request_suspects_differ: [
    'conflict',
    'A text of the request was masked by other suspects than those that it lists',
    'Withdraw the request and write that text anew in another draft: it may name somebody who is no suspect of it.',
  ],
  request_document_too_long: [
    'invalid',
    'What the request says does not fit into one document',
    'Read it on the page, or have its texts shortened.',
  ],
  request_document_not_yet: [
    'conflict',
    'There is no such document of this request for your agency yet',
    'The list for the defence is made where items were received, the certificate where they were handed over.',
  ],
  request_file_not_named: [
    'conflict',
    'The request does not name this file',
    'Name it first: an annex in the draft, an item in what is handed over, by its id and its SHA-256.',
  ],
  request_file_differs: [
    'invalid',
    'A file of another hub is not the one that its request names, or not on those terms',
    'Hand it over again; if it stays, ask the sending authority which file it means.',
  ],
  request_over: [
    'conflict',
    'The request is over, or was taken back: nothing of what it says goes to the other state any more',
    'Write to its central authority what it still has to know; for anything more make a new request.',
  ],
  contact_not_begun: [
    'conflict',
    'Nobody who executes the request has written to you in contact',
    'Write to the central authority of the other state instead; it decides who of its own may write to you.',
  ],
  request_texts_not_to_send: [
    'conflict',
    'Nothing of the request has failed that could be sent again',
    'Load it again: it is on its way, or was delivered. What was refused for its size or form has to be written in another way.',
  ],
  request_text_unknown: [
    'invalid',
    'A text of another hub belongs to no request that is here, or is not the one that was signed',
    'The sending authority sends the request first, then its texts again.',
  ],
})
