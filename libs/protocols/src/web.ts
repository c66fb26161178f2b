/** What a page in a browser shares with the services: how a form is scored, and by which steps items are handed over. */
export * from './hand-overs.ts'
export * from './score.ts'
