import { Action } from '@amparo/contracts'
import type { Enter, Worker } from '../ports/own-log.ts'

/** That something of the log was read stands in the log before it is answered. */
export const noted =
  <T>(enter: Enter, code: string, query: (id: string) => Promise<T>) =>
  async (by: Worker, id: string): Promise<T> => {
    const found = await query(id)
    await enter(by, { action: Action.LOG_READ, code })
    return found
  }
