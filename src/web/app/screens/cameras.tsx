import { Screen } from '../screen.tsx'

export const Cameras = () => <Screen title="準備中">{null}</Screen>
