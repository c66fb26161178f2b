/** By which steps of a request for evidence items are handed over: all that is given, or a part while the rest is being executed. */
export const EXECUTE = 'execute'
export const EXECUTE_PART = 'execute-part'
export const HAND_OVERS = [EXECUTE, EXECUTE_PART] as const
export const handsOver = (step: string): boolean => HAND_OVERS.some(one => one === step)
