import { config } from 'zod'

// Before any schema is made: zod would else try whether it may make code out of text, and the page's policy says no.
config({ jitless: true })
