// Made by scripts/build-lexicon from the files in Lexicon/. Do not edit.

extension CompiledLexicon {
    /// A rating, a tab, emoticons parted by spaces.
    static let emoticons: StaticString = #"""
        -2	(>_<) )-: ): :'( :'-( :( :(( :((( :,( :-( :-< :-@ :-[ :< :@ :[ :{ ;( ;-( ;-; ;_; </3 <\3 ='( =( =/( =[ >.< >.>
        -2	>:( >:-( >:/ >:O >:[ >:o >_< D8 D: D:< Q_Q T.T TT_TT T_T X( X-( ]: x( x-(
        -1.5	-_- -__- :$ :-/ :-S :-\ :-s :/ :S :\ :s <.< <_< =/ =\ >_> D= u_u v_v
        -0.5	-.- ._. :-& :-O :-o :-| :O :o :x :| =O =o =| O.O O.o O_O O_o o.O o.o o_O o_o
        1	:-P :-p :9 :P :^) :b :o) :p ;-P ;-p ;P ;p =P =p C: c:
        2	(-: (: (; (^^) (^_^) :') :'-) :) :-) :-] :3 :> :] ;) ;-) ;-] ;] =) =] ^-^ ^.^ ^^ ^_^ n_n
        2.5	(y) 8) 8-) :)) :))) :} ;-D ;D =)) =} \m/ \o/ o/\o
        3	(L) :* :-)) :-* :-D :D :DD ;* ;-* <3 <33 <333 =* =3 =D X-D ^_~ x-D
        """#
}
