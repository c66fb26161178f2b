/** What a page in a browser shares with the services: how a form is scored. */
export * from './score.ts'
