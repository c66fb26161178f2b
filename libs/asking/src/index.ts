/** What a service asks others of its hub, and believes only signed and bound to the question. */
export * from './append.ts'
export * from './ask.ts'
