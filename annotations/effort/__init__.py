"""What labelling costs the hand: counted here, kept on this machine, never sent."""
