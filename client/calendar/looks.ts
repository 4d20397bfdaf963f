import type { AppointmentStatus } from '#shared/values'
import type { Hue } from '../ui/hues.ts'

export const statusHues: Record<AppointmentStatus, Hue> = {
  Scheduled: 'petrol',
  Completed: 'green',
  Cancelled: 'neutral',
  'No Show': 'red',
}
