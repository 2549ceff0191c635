import type { ChooseVersion } from '../pin';
import { schemeOf } from '../versions';
import { chooseVersion } from './choose';
import type { UpdateConfig } from './config';

/** The choice of a version by the update policy, as installs ask for it. @param now wall clock, milliseconds since 1970. */
export function chooseByPolicy(config: UpdateConfig, now: number): ChooseVersion {
  return ({ name, scheme }, { tool, versions, tags }, pin) =>
    chooseVersion(
      { manager: name, tool, scheme: schemeOf(scheme), pin, latest: tags['latest'], versions },
      config,
      now,
    );
}
