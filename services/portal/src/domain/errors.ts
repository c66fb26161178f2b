import { defineErrors } from '@amparo/kernel'

export const errors = defineErrors({
  upstream_unavailable: [
    'unavailable',
    'This part of the hub does not answer just now',
    'Try again in a moment; nothing that you typed is lost.',
  ],
})
