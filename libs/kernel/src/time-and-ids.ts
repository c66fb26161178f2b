/** Time comes in as an argument, so that a test can say when it is. */
export type Clock = () => Date
/** Ids come in as an argument too; production hands in UUIDs of version 7 or 4. */
export type NewId = () => string
