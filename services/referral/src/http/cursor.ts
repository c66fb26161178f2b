import { keyset } from '@amparo/http'
import { z } from 'zod'
import type { Position } from '../queries/list-referrals.ts'

const { cursor: pair, encode } = keyset([z.int(), z.uuid()])

export const toCursor = ({ at, id }: Position): string => encode([at.getTime(), id])

export const cursor = pair.transform(([time, id]): Position => ({ at: new Date(time), id }))
