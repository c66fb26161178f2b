export { type Acting, acting, actorNow, runActing } from './acting.ts'
export { type ErrorTrace, traceOf } from './error-trace.ts'
export { createLog, defineLog, type Level, type Log, type LogValue } from './log.ts'
