import { examination, intakeStream } from './intake.ts'
import { onvifAnswer } from './onvif-answers.ts'
import { setsH264, setsH265 } from './parameter-sets.ts'
import { rtpH264, rtpH265 } from './rtp-packets.ts'
import { rtspConversation } from './rtsp-conversation.ts'
import { challenge, sessionDescription } from './session-description.ts'
import { siteFiles } from './site-files.ts'
import type { Subject } from './subject.ts'

export const subjects: readonly Subject[] = [
  rtspConversation,
  sessionDescription,
  challenge,
  rtpH264,
  rtpH265,
  setsH264,
  setsH265,
  intakeStream,
  examination,
  onvifAnswer,
  siteFiles,
]
