import { dirname } from 'node:path'
import { keeperAccount, officeAccount, roomAccount } from '#keeper/accounts.ts'
import { hardwareClockNote, synchronisedByChrony } from '#keeper/time/readings.ts'

/** What an installed system is made of, apart from its data: files, whole, by their place. */
export type UnitFile = { readonly path: string; readonly text: string }

export type ServicePlan = {
  /** The clone: it stays where it is, and the unit runs the Node inside it. */
  readonly program: string
  readonly node: string
  readonly data: string
  readonly shares: readonly string[]
  /** The office's folder; 'none': this machine only records. */
  readonly office: string
  readonly language: 'ja' | 'en'
}

export const unitFolder = '/etc/systemd/system'
export const accountsFile = '/etc/sysusers.d/tachiai.conf'
export const recorderUnit = 'tachiai.service'
export const hardwareClockUnit = 'tachiai-hardware-clock.service'
export const synchronisedUnit = 'tachiai-time-synchronised.service'
export const unitNames = [recorderUnit, hardwareClockUnit, synchronisedUnit] as const

export const unitFiles = (plan: ServicePlan): readonly UnitFile[] => [
  { path: accountsFile, text: accounts },
  { path: `${unitFolder}/${recorderUnit}`, text: recorder(plan) },
  { path: `${unitFolder}/${hardwareClockUnit}`, text: hardwareClock },
  { path: `${unitFolder}/${synchronisedUnit}`, text: synchronised },
]

/** sysusers.d(5). */
const accounts = `# Tachiai: who holds the keys, who reads foreign bytes without any, and who keeps the books.
u ${keeperAccount} - "Tachiai keeper" -
u ${roomAccount} - "Tachiai room" -
u ${officeAccount} - "Tachiai office" -
`

/** A word of a unit file as it stands: systemd would take %, $, quotes and backslashes for its own. */
export const word = (text: string): string =>
  `"${text.replace(/[\\"]/g, '\\$&').replaceAll('%', '%%')}"`
const argument = (text: string): string => word(text).replaceAll('$', '$$$$')

/** The data directory that a unit of ours names; null where it names none. */
export function dataIn(unit: string): string | null {
  const quoted = /^Environment="TACHIAI_DATA=(.*)"$/m.exec(unit)?.[1]
  return quoted?.replaceAll('%%', '%').replace(/\\(.)/g, '$1') ?? null
}

/** design/service.md says why each line stands here. */
function recorder({ program, node, data, shares, office, language }: ServicePlan): string {
  const folders = office === 'none' ? [data] : [data, office]
  const writable = [...folders, ...new Set(shares.map(share => dirname(share)))]
  const inHomes = [program, ...writable].some(path => /^\/(home|root|run\/user)(\/|$)/.test(path))
  const command = [node, '--disable-sigusr1', `${program}/src/main.ts`, 'run', '--lang', language]
  return `[Unit]
Description=Tachiai: records public security cameras by their rulebook
Documentation=file://${encodeURI(program)}/design/service.md
After=local-fs.target remote-fs.target network.target ${hardwareClockUnit}
StartLimitIntervalSec=0

[Service]
Type=exec
ExecStart=${command.map(argument).join(' ')}
Environment=${word(`TACHIAI_DATA=${data}`)}
Environment=${word(`TACHIAI_OFFICE=${office}`)}
WorkingDirectory=/
UMask=0077
Restart=always
RestartSec=5
KillMode=mixed
TimeoutStopSec=120
RuntimeDirectory=tachiai
RuntimeDirectoryMode=0755
RuntimeDirectoryPreserve=yes

OOMScoreAdjust=-900
OOMPolicy=continue
MemorySwapMax=0
LimitCORE=0
LimitNOFILE=65536

CapabilityBoundingSet=CAP_SETUID CAP_SETGID CAP_KILL CAP_DAC_READ_SEARCH
NoNewPrivileges=yes
ProtectSystem=strict
ReadWritePaths=${writable.map(path => word(`-${path}`)).join(' ')}
ProtectHome=${inHomes ? 'read-only' : 'yes'}
PrivateTmp=yes
PrivateDevices=yes
ProtectProc=invisible
ProtectClock=yes
ProtectHostname=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM

[Install]
WantedBy=multi-user.target
`
}

const seen = '/sys/class/rtc/rtc0/since_epoch'

const hardwareClock = `[Unit]
Description=Tachiai: note the hardware clock before the network can set it
DefaultDependencies=no
RefuseManualStart=yes
Before=systemd-timesyncd.service chrony.service chronyd.service ntpsec.service ntp.service ntpd.service sysinit.target
ConditionPathExists=${seen}
ConditionPathExists=!${hardwareClockNote}

[Service]
Type=oneshot
RemainAfterExit=yes
RuntimeDirectory=tachiai
RuntimeDirectoryMode=0755
RuntimeDirectoryPreserve=yes
ExecStart=/bin/sh -c 'read s < ${seen} && read u i < /proc/uptime && echo "$$s $$u" > ${hardwareClockNote}'

[Install]
WantedBy=sysinit.target
`

const synchronised = `[Unit]
Description=Tachiai: vouch for the system clock once chrony has set it
After=chrony.service chronyd.service
ConditionFileIsExecutable=/usr/bin/chronyc

[Service]
Type=exec
RuntimeDirectory=tachiai
RuntimeDirectoryMode=0755
RuntimeDirectoryPreserve=yes
ExecStart=/bin/sh -c '/usr/bin/chronyc waitsync 0 0.5 && echo yes > ${synchronisedByChrony}'
Restart=on-failure
RestartSec=30

[Install]
WantedBy=multi-user.target
`
